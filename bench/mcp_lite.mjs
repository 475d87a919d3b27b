// mcp_lite - the fastest MCP server found in npm, with one tool like voxel_list
import { serve } from '@hono/node-server';
import { McpServer, StreamableHttpTransport } from 'mcp-lite';

const server = new McpServer({ name: 'peer', version: '1' });
server.tool('voxel_list', {
	description: 'List the models of this server.',
	inputSchema: { type: 'object', properties: {} },
	handler: () => ({
		structuredContent: { models: [] },
		content: [{ type: 'text', text: '0 models' }],
	}),
});
const handle = new StreamableHttpTransport().bind(server);
serve({ fetch: request => handle(request), port: +process.argv[2],
	hostname: '127.0.0.1' });
