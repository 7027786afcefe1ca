// Cohere's own client, scene by scene: `node cohere.mjs <scene> <model>` prints what it read as JSON.
import { createRequire } from 'node:module';

// The package is installed in a folder of its own, where an import from here would not find it.
const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { CohereClientV2 } = require('cohere-ai');

const [scene, model] = process.argv.slice(2);
// The client appends the version to its address itself.
const client = new CohereClientV2({ token: process.env.VENDOR_KEY, baseUrl: process.env.VENDOR_ADDRESS.replace(/\/v2$/, ''), maxRetries: 0 });

const degrees = { Zürich: '7 °C', Osaka: '19 °C' };
const tools = [
  {
    type: 'function',
    function: { name: 'weather', description: 'Tells the temperature in a city.', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
  },
];

/** Asks, makes the calls that were asked for, and asks again, until a reply has none. */
async function converse(ask) {
  const messages = [{ role: 'user', content: 'Where is it warmer, Zürich or Osaka?' }];
  const turns = [];
  for (;;) {
    const { message, ...rest } = await ask({ model, messages, tools, thinking: { type: 'enabled', tokenBudget: 2048 } });
    turns.push(summary(message, rest));
    if (!message.toolCalls?.length) {
      return turns;
    }

    messages.push({ role: 'assistant', content: message.content, toolPlan: message.toolPlan, toolCalls: message.toolCalls });
    for (const call of message.toolCalls) {
      const data = degrees[JSON.parse(call.function.arguments).city];
      messages.push({ role: 'tool', toolCallId: call.id, content: [{ type: 'document', document: { data: { temperature: data } } }] });
    }
  }
}

/** The whole message again, put together from its events. */
async function streamed(body) {
  const message = { content: [], toolPlan: '', toolCalls: [] };
  let end;
  for await (const event of await client.chatStream(body)) {
    const told = event.delta?.message;
    switch (event.type) {
      case 'content-start':
        message.content[event.index] = { type: told.content.type, [told.content.type]: '' };
        break;
      case 'content-delta':
        for (const kind of ['text', 'thinking'].filter((name) => told.content[name] !== undefined)) {
          message.content[event.index][kind] += told.content[kind];
        }
        break;
      case 'tool-plan-delta':
        message.toolPlan += told.toolPlan;
        break;
      case 'tool-call-start':
        message.toolCalls[event.index] = told.toolCalls;
        break;
      case 'tool-call-delta':
        message.toolCalls[event.index].function.arguments += told.toolCalls.function.arguments;
        break;
      case 'message-end':
        end = event.delta;
        break;
      default:
        break;
    }
  }

  return { message, finishReason: end.finishReason, usage: end.usage };
}

const joined = (message, kind) => (message.content ?? []).map((block) => block[kind] ?? '').join('');

const summary = (message, { finishReason, usage }) => ({
  thinking: joined(message, 'thinking'),
  text: joined(message, 'text'),
  calls: (message.toolCalls ?? []).map((call) => ({ name: call.function.name, arguments: JSON.parse(call.function.arguments) })),
  reason: finishReason,
  input: usage.tokens.inputTokens,
  billed: usage.billedUnits.inputTokens,
  output: usage.tokens.outputTokens,
});

const question = { model, messages: [{ role: 'user', content: 'Which city? Answer in JSON.' }] };
const jsonSchema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.statusCode, message: error.body?.message };
  }
}

const scenes = {
  stream: () => converse(streamed),
  create: () => converse((body) => client.chat(body)),
  parse: async () => JSON.parse((await client.chat({ ...question, responseFormat: { type: 'json_object', jsonSchema } })).message.content[0].text),
  fail: () => failure(() => client.chat(question)),
};

console.log(JSON.stringify(await scenes[scene]()));
