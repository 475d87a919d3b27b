// sdk - drive a server with the real clients of MCP's SDKs
//
//	node sdk.mjs URL GOXELCTL SOCKET
//
// SDK 1.x and 2.x, in both eras, over HTTP and over stdio through `goxelctl
// mcp`: everything is listed, every tool is called, and what it returns is
// held against the schema that it promised.
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as Stdio1 }
	from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as Http1 }
	from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client as Client2, StreamableHTTPClientTransport as Http2 }
	from '@modelcontextprotocol/client';
import { StdioClientTransport as Stdio2 }
	from '@modelcontextprotocol/client/stdio';
import { calls } from './calls.mjs';

const [url, goxelctl, socket] = process.argv.slice(2);
const me = { name: 'sdk-check', version: '1' };
const auto = { versionNegotiation: { mode: 'auto' } };
const program = { command: goxelctl, args: ['-s', socket, 'mcp'],
	stderr: 'inherit' };

// Who, with what, and the era that must come of it.
const clients = [
	['sdk 1, HTTP', '2025-11-25',
	    () => [new Client1(me), new Http1(new URL(url))]],
	['sdk 1, stdio', '2025-11-25',
	    () => [new Client1(me), new Stdio1(program)]],
	['sdk 2, HTTP, legacy', '2025-11-25',
	    () => [new Client2(me), new Http2(new URL(url))]],
	['sdk 2, HTTP, modern', '2026-07-28',
	    () => [new Client2(me, auto), new Http2(new URL(url))]],
	['sdk 2, stdio, legacy', '2025-11-25',
	    () => [new Client2(me), new Stdio2(program)]],
	['sdk 2, stdio, modern', '2026-07-28',
	    () => [new Client2(me, auto), new Stdio2(program)]],
];

function claim(holds, words) {
	if (!holds)
		throw new Error(words);
}

const validators = new Map();

function validate(tool, value) {
	if (!validators.has(tool.name)) {
		const ajv = addFormats.default(new Ajv.default(
		    { strict: false, allErrors: true }));
		validators.set(tool.name, [ajv, ajv.compile(tool.outputSchema)]);
	}
	const [ajv, check] = validators.get(tool.name);
	claim(check(value), `${tool.name}: structuredContent is not as ` +
	    `promised: ${ajv.errorsText(check.errors)}`);
}

async function listAll(client, has) {
	const found = {};

	if (has.resources) {
		found.resources = (await client.listResources()).resources.length;
		found.templates = (await client.listResourceTemplates())
			.resourceTemplates.length;
	}
	if (has.prompts)
		found.prompts = (await client.listPrompts()).prompts.length;
	return Object.entries(found).map(([key, n]) => `${n} ${key}`);
}

async function callOne(client, tool, [, args, holds, block]) {
	const result = await client.callTool({ name: tool.name,
		arguments: args });
	const said = JSON.stringify(result).slice(0, 300);

	claim(!result.isError, `${tool.name} ${JSON.stringify(args)}: ${said}`);
	claim(result.content?.length > 0, `${tool.name}: no content`);
	validate(tool, result.structuredContent);
	claim(!holds || holds(result.structuredContent),
	    `${tool.name}: not what is expected: ${said}`);
	claim(!block || result.content.some(c => c.type === block),
	    `${tool.name}: no ${block} in ${said}`);
}

async function drive(client, label) {
	const { tools } = await client.listTools();
	const model = label.replace(/\W+/g, '-');
	const called = new Set();
	let count = 0;

	claim(tools.length > 0, 'no tools');
	for (const row of calls(model)) {
		const tool = tools.find(t => t.name === row[0]);
		if (tool === undefined)
			continue;
		await callOne(client, tool, row);
		called.add(tool.name);
		count++;
	}
	const missing = tools.filter(t => !called.has(t.name));
	claim(missing.length === 0, 'no call in calls.mjs for ' +
	    missing.map(t => t.name).join(', '));
	const more = await listAll(client, client.getServerCapabilities());
	return [`${tools.length} tools`, `${count} calls`, ...more].join(', ');
}

let failed = 0;

for (const [label, era, make] of clients) {
	try {
		const [client, transport] = make();
		await client.connect(transport);
		const version = client.getNegotiatedProtocolVersion?.() ??
		    transport.protocolVersion ?? era;
		claim(version === era, `agreed on ${version}, not ${era}`);
		console.log(`ok    ${label}, ${version}:`,
		    await drive(client, label));
		await client.close();
	} catch (error) {
		failed++;
		console.log(`FAIL  ${label}: ${error.stack}`.slice(0, 1000));
	}
}
process.exit(failed > 0 ? 1 : 0);
