// tokens - what the list of all tools costs an agent, in tokens
//
//	node tokens.mjs URL [LIMIT]
import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/encoding/o200k_base';

const [url, limit = '2500'] = process.argv.slice(2);
const version = '2026-07-28', method = 'tools/list';
const response = await fetch(url, {
	method: 'POST',
	headers: {
		'Content-Type': 'application/json',
		'Accept': 'application/json, text/event-stream',
		'MCP-Protocol-Version': version,
		'Mcp-Method': method,
	},
	body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta: {
		'io.modelcontextprotocol/protocolVersion': version,
		'io.modelcontextprotocol/clientCapabilities': {},
	} } }),
});
const { result } = await response.json();
const tokens = text => Math.max(o200k.encode(text).length,
	cl100k.encode(text).length);
const all = tokens(JSON.stringify(result));

for (const tool of result.tools)
	console.log(String(tokens(JSON.stringify(tool))).padStart(6), tool.name);
console.log(String(all).padStart(6), 'tokens in all; fewer than', limit,
	'are allowed');
process.exit(all < +limit ? 0 : 1);
