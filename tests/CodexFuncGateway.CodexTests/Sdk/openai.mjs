// What an application does with the official SDK, scene by scene: `node openai.mjs <scene> <model>` prints what the scene saw as JSON.
import { createRequire } from 'node:module';

// The package is installed in a folder of its own, where an import from here would not find it.
const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { OpenAI } = require('openai');
const { makeParseableResponseFormat, makeParseableTextFormat } = require('openai/lib/parser');

const [scene, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL: process.env.GATEWAY_BASE_URL, apiKey: process.env.GATEWAY_KEY, maxRetries: 0 });

const degrees = { Zürich: '7 °C', Osaka: '19 °C' };
const weather = {
  type: 'function',
  name: 'weather',
  description: 'Tells the temperature in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
  strict: true,
};

/** The same request in every turn: thoughts come back sealed, and nothing is stored. */
const request = (input) => ({
  model,
  input,
  tools: [weather],
  reasoning: { effort: 'high', summary: 'auto' },
  include: ['reasoning.encrypted_content'],
  store: false,
});

/** Without what the SDK adds to the items for its own callers. */
const asSent = (items) => JSON.parse(JSON.stringify(items, (name, value) => (name === 'parsed' || name === 'parsed_arguments' ? undefined : value)));

/** Asks, makes the calls that were asked for, and asks again, until a reply has none. */
async function converse(ask) {
  const input = [{ role: 'user', content: 'Where is it warmer, Zürich or Osaka?' }];
  const turns = [];
  for (;;) {
    const turn = await ask(request(input));
    turns.push(turn);
    const calls = turn.output.filter((item) => item.type === 'function_call');
    if (calls.length === 0) {
      return turns;
    }

    input.push(...turn.output);
    input.push(...calls.map((call) => ({ type: 'function_call_output', call_id: call.call_id, output: degrees[JSON.parse(call.arguments).city] })));
  }
}

/** One streamed reply: as the SDK folded it, and as its single events told it. */
async function streamed(body) {
  const events = [];
  const snapshots = {};
  const stream = client.responses.stream(body);
  stream.on('event', (event) => events.push(event));
  stream.on('response.output_text.delta', (event) => (snapshots.text = event.snapshot));
  stream.on('response.function_call_arguments.delta', (event) => (snapshots[event.item_id] = event.snapshot));
  const folded = await stream.finalResponse();
  return {
    ...summary(folded),
    events: events.map((event) => event.type),
    sequence: events.map((event) => event.sequence_number),
    done: asSent(events.filter((event) => event.type === 'response.output_item.done').map((event) => event.item)),
    deltas: collectDeltas(events),
    snapshots,
  };
}

function collectDeltas(events) {
  const deltas = {};
  for (const event of events) {
    const name = { 'response.output_text.delta': 'text', 'response.function_call_arguments.delta': event.item_id }[event.type];
    if (name) {
      deltas[name] = (deltas[name] ?? '') + event.delta;
    }
  }

  return deltas;
}

const summary = (response) => ({
  status: response.status,
  output: asSent(response.output),
  text: response.output_text,
  usage: response.usage,
  error: response.error,
});

/** The same tool loop in chat completions, with messages returned whole. */
async function chat(ask) {
  const { name, description, parameters, strict } = weather;
  const messages = [{ role: 'user', content: 'Where is it warmer, Zürich or Osaka?' }];
  const turns = [];
  for (;;) {
    const turn = await ask({ model, messages, reasoning_effort: 'high', tools: [{ type: 'function', function: { name, description, parameters, strict } }] });
    turns.push(turn);
    const { message } = turn.choices[0];
    messages.push(asSent(message));
    if (!message.tool_calls?.length) {
      return turns;
    }

    messages.push(...message.tool_calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: degrees[JSON.parse(call.function.arguments).city] })));
  }
}

/** One chat stream, as the SDK folds it. */
async function chatStreamed(body) {
  const stream = client.chat.completions.stream({ ...body, stream_options: { include_usage: true } });
  const completion = await stream.finalChatCompletion();
  return { ...completion, usage: await stream.totalUsage() };
}

async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status, type: error.type, code: error.code, param: error.param, message: error.message };
  }
}

const answer = {
  name: 'answer',
  strict: true,
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
};
const answerFormat = makeParseableTextFormat({ type: 'json_schema', ...answer }, JSON.parse);
const chatAnswerFormat = makeParseableResponseFormat({ type: 'json_schema', json_schema: answer }, JSON.parse);

const scenes = {
  stream: () => converse(streamed),
  create: () => converse(async (body) => summary(await client.responses.create({ ...body, stream: false }))),
  say: () => streamed({ model, input: 'Say something.' }),
  parse: async () => (await client.responses.parse({ model, input: 'Which city?', text: { format: answerFormat } })).output_parsed,
  chatStream: () => chat(chatStreamed),
  chatCreate: () => chat((body) => client.chat.completions.create(body)),
  chatSay: () => failure(() => client.chat.completions.stream({ model, messages: [{ role: 'user', content: 'Say something.' }] }).finalChatCompletion()),
  chatParse: async () =>
    (await client.chat.completions.parse({ model, messages: [{ role: 'user', content: 'Which city?' }], response_format: chatAnswerFormat })).choices[0].message.parsed,
  models: async () => ({ listed: (await client.models.list()).data, retrieved: await client.models.retrieve(model) }),
  fail: () => failure(() => client.responses.create({ model, input: 'Hello.' })),
  failInStream: () => failure(() => client.responses.stream({ model, input: 'Hello.' }).finalResponse()),
};

console.log(JSON.stringify(await scenes[scene]()));
