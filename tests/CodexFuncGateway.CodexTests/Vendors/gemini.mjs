// Google's own client, scene by scene: `node gemini.mjs <scene> <model>` prints what it read as JSON.
import { createRequire } from 'node:module';

// The package is installed in a folder of its own, where an import from here would not find it.
const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { GoogleGenAI } = require('@google/genai');

const [scene, model] = process.argv.slice(2);
// The client appends the version to its address itself, and since 3.0 another one unless it is told.
const client = new GoogleGenAI({ apiKey: process.env.VENDOR_KEY, httpOptions: { baseUrl: process.env.VENDOR_ADDRESS.replace(/\/v1beta$/, ''), apiVersion: 'v1beta' } });

const degrees = { Zürich: '7 °C', Osaka: '19 °C' };
const prompt = 'Where is it warmer, Zürich or Osaka?';
const weather = {
  name: 'weather',
  description: 'Tells the temperature in a city.',
  parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const config = { tools: [{ functionDeclarations: [weather] }], thinkingConfig: { includeThoughts: true } };

const run = (call) => ({ functionResponse: { ...(call.id ? { id: call.id } : {}), name: call.name, response: { output: degrees[call.args.city] } } });

/** Asks, makes the calls that were asked for, and asks again, until a reply has none. */
async function converse(ask) {
  const contents = [{ role: 'user', parts: [{ text: prompt }] }];
  const turns = [];
  for (;;) {
    const reply = await ask({ model, contents, config });
    turns.push(summary(reply));
    const calls = callsIn(reply.parts);
    if (calls.length === 0) {
      return turns;
    }

    contents.push({ role: 'model', parts: reply.parts }, { role: 'user', parts: calls.map(run) });
  }
}

/** The same with the client's own record of the conversation. */
async function chat() {
  const session = client.chats.create({ model, config });
  const turns = [];
  for (let message = prompt; ; ) {
    const reply = await gather(await session.sendMessageStream({ message }));
    turns.push(summary(reply));
    const calls = callsIn(reply.parts);
    if (calls.length === 0) {
      return turns;
    }

    message = calls.map(run);
  }
}

const streamed = async (request) => gather(await client.models.generateContentStream(request));

/** One reply out of many chunks, as the client understood them. */
async function gather(chunks) {
  const parts = [];
  let last;
  for await (const chunk of chunks) {
    parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    last = chunk;
  }

  return { parts, last };
}

async function created(request) {
  const last = await client.models.generateContent(request);
  return { parts: last.candidates[0].content.parts, last };
}

const callsIn = (parts) => parts.filter((part) => part.functionCall).map((part) => part.functionCall);

const joined = (parts, isThought) => parts.filter((part) => Boolean(part.thought) === isThought).map((part) => part.text ?? '').join('');

const summary = ({ parts, last }) => ({
  thinking: joined(parts, true),
  text: joined(parts, false),
  calls: callsIn(parts).map((call) => ({ name: call.name, arguments: call.args })),
  ids: callsIn(parts).filter((call) => call.id).length,
  signatures: parts.filter((part) => part.thoughtSignature).map((part) => Object.keys(part).find((name) => name !== 'thoughtSignature')),
  reason: last.candidates[0].finishReason,
  input: last.usageMetadata.promptTokenCount,
  cached: last.usageMetadata.cachedContentTokenCount,
  output: last.usageMetadata.candidatesTokenCount + last.usageMetadata.thoughtsTokenCount,
});

const answerSchema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status, message: JSON.parse(error.message).error.message };
  }
}

const scenes = {
  stream: () => converse(streamed),
  create: () => converse(created),
  chat,
  parse: async () =>
    JSON.parse((await client.models.generateContent({ model, contents: 'Which city?', config: { responseMimeType: 'application/json', responseJsonSchema: answerSchema } })).text),
  fail: () => failure(() => streamed({ model, contents: prompt, config: { temperature: 3 } })),
};

console.log(JSON.stringify(await scenes[scene]()));
