// Anthropic's own client, scene by scene: `node anthropic.mjs <scene> <model>` prints what it read as JSON.
import { createRequire } from 'node:module';

// The package is installed in a folder of its own, where an import from here would not find it.
const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { Anthropic } = require('@anthropic-ai/sdk');

const [scene, model] = process.argv.slice(2);
// The client appends the version to its address itself.
const client = new Anthropic({ apiKey: process.env.VENDOR_KEY, baseURL: process.env.VENDOR_ADDRESS.replace(/\/v1$/, ''), maxRetries: 0 });

const degrees = { Zürich: '7 °C', Osaka: '19 °C' };
const tools = [
  { name: 'weather', description: 'Tells the temperature in a city.', input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
];
const thinking = process.env.THINKING === 'adaptive' ? { type: 'adaptive' } : { type: 'enabled', budget_tokens: 2048 };

/** Asks, makes the calls that were asked for, and asks again, until a reply has none. */
async function converse(ask) {
  const messages = [{ role: 'user', content: 'Where is it warmer, Zürich or Osaka?' }];
  const turns = [];
  for (;;) {
    const { message, told } = await ask({ model, max_tokens: 4096, thinking, messages, tools });
    turns.push({ ...summary(message), told });
    const calls = message.content.filter((block) => block.type === 'tool_use');
    if (calls.length === 0) {
      return turns;
    }

    messages.push({ role: 'assistant', content: message.content });
    messages.push({ role: 'user', content: calls.map((call) => ({ type: 'tool_result', tool_use_id: call.id, content: degrees[call.input.city] })) });
  }
}

/** The message as the client put it together, and the text as its events told it. */
async function streamed(body) {
  let told = '';
  const stream = client.messages.stream(body).on('text', (delta) => (told += delta));
  return { message: await stream.finalMessage(), told };
}

async function created(body) {
  const message = await client.messages.create(body);
  return { message, told: text(message) };
}

const joined = (message, type) => message.content.filter((block) => block.type === type).map((block) => block[type]).join('');

const text = (message) => joined(message, 'text');

const summary = (message) => ({
  thinking: joined(message, 'thinking'),
  signed: message.content.filter((block) => block.type === 'thinking').every((block) => block.signature.length > 0),
  text: text(message),
  calls: message.content.filter((block) => block.type === 'tool_use').map((call) => ({ name: call.name, arguments: call.input })),
  reason: message.stop_reason,
  input: message.usage.input_tokens,
  cached: message.usage.cache_read_input_tokens,
  output: message.usage.output_tokens,
});

async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status, message: error.error?.error?.message, request: error.requestID };
  }
}

const question = { model, max_tokens: 1_000_000_000, messages: [{ role: 'user', content: 'Hello.' }] };

const scenes = {
  stream: () => converse(streamed),
  create: () => converse(created),
  say: async () => summary(await client.messages.create({ ...question, max_tokens: 100 })),
  fail: () => failure(() => client.messages.stream(question).finalMessage()),
};

console.log(JSON.stringify(await scenes[scene]()));
