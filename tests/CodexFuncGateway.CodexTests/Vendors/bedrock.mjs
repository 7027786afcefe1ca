// Amazon's own client, scene by scene: `node bedrock.mjs <scene> <model>` prints what it read as JSON.
import { createRequire } from 'node:module';

// The packages are installed in a folder of their own, where an import from here would not find them.
const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } = require('@aws-sdk/client-bedrock-runtime');
const { NodeHttpHandler } = createRequire(require.resolve('@aws-sdk/client-bedrock-runtime'))('@smithy/node-http-handler');

const [scene, model] = process.argv.slice(2);
const { VENDOR_ADDRESS: endpoint, VENDOR_KEY: secretAccessKey, SESSION_TOKEN: sessionToken, REGION: region, LOCK: lock } = process.env;
const client = new BedrockRuntimeClient({
  endpoint,
  region,
  ...(lock === 'key'
    ? { token: { token: secretAccessKey }, authSchemePreference: ['httpBearerAuth'] }
    : { credentials: { accessKeyId: process.env.ACCESS_KEY_ID, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }),
  maxAttempts: 1,
  // By itself the client speaks HTTP/2, which needs a secure connection.
  requestHandler: new NodeHttpHandler(),
});

const degrees = { Zürich: '7 °C', Osaka: '19 °C' };
const weather = {
  toolSpec: {
    name: 'weather',
    description: 'Tells the temperature in a city.',
    inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
  },
};
const thinking = {
  budget: { thinking: { type: 'enabled', budget_tokens: 1024 } },
  adaptive: { thinking: { type: 'adaptive' }, output_config: { effort: 'medium' } },
};
const question = { modelId: model, messages: [{ role: 'user', content: [{ text: 'Where is it warmer, Zürich or Osaka?' }] }] };
const tooled = {
  ...question,
  system: [{ text: 'Be brief.' }, { cachePoint: { type: 'default' } }],
  toolConfig: { tools: [weather] },
  inferenceConfig: { maxTokens: 4096 },
  ...(process.env.THINKING ? { additionalModelRequestFields: thinking[process.env.THINKING] } : {}),
};

/** Asks, makes the calls that were asked for, and asks again, until a reply has none. */
async function converse(ask) {
  const messages = [...tooled.messages];
  const turns = [];
  for (;;) {
    const reply = await ask({ ...tooled, messages });
    turns.push(summary(reply));
    const calls = callsIn(reply.content);
    if (calls.length === 0) {
      return turns;
    }

    const results = calls.map((call) => ({ toolResult: { toolUseId: call.toolUseId, content: [{ text: degrees[call.input.city] }] } }));
    messages.push({ role: 'assistant', content: reply.content }, { role: 'user', content: results });
  }
}

async function created(input) {
  const { output, stopReason, usage, metrics } = await client.send(new ConverseCommand(input));
  return { role: output.message.role, content: output.message.content, stopReason, usage, metrics };
}

async function streamed(input) {
  const { stream } = await client.send(new ConverseStreamCommand(input));
  const reply = { content: [] };
  for await (const event of stream) {
    take(event, reply);
  }

  return reply;
}

function take({ messageStart, contentBlockStart, contentBlockDelta, contentBlockStop, messageStop, metadata, $unknown }, reply) {
  if ($unknown) {
    throw new Error(`unknown event ${$unknown[0]}`);
  } else if (messageStart) {
    reply.role = messageStart.role;
  } else if (contentBlockStart) {
    reply.content[contentBlockStart.contentBlockIndex] = { toolUse: { ...contentBlockStart.start.toolUse, input: '' } };
  } else if (contentBlockDelta) {
    const { contentBlockIndex: index, delta } = contentBlockDelta;
    reply.content[index] = grow(reply.content[index], delta);
  } else if (contentBlockStop) {
    const block = reply.content[contentBlockStop.contentBlockIndex];
    if (block.toolUse) {
      block.toolUse.input = JSON.parse(block.toolUse.input);
    }
  } else if (messageStop) {
    reply.stopReason = messageStop.stopReason;
  } else {
    Object.assign(reply, metadata);
  }
}

function grow(block, { text, toolUse, reasoningContent }) {
  if (text !== undefined) {
    return { text: (block?.text ?? '') + text };
  }

  if (toolUse) {
    return { toolUse: { ...block.toolUse, input: block.toolUse.input + toolUse.input } };
  }

  if (reasoningContent.redactedContent) {
    return { reasoningContent: { redactedContent: Buffer.concat([block?.reasoningContent.redactedContent ?? Buffer.of(), reasoningContent.redactedContent]) } };
  }

  const known = block?.reasoningContent.reasoningText ?? { text: '' };
  return {
    reasoningContent: {
      reasoningText: { text: known.text + (reasoningContent.text ?? ''), signature: reasoningContent.signature ?? known.signature },
    },
  };
}

const callsIn = (content) => content.filter((block) => block.toolUse).map((block) => block.toolUse);

const thoughtsIn = (content) => content.filter((block) => block.reasoningContent).map((block) => block.reasoningContent);

const summary = ({ role, content, stopReason, usage, metrics }) => ({
  role,
  thinking: thoughtsIn(content).map((thought) => thought.reasoningText?.text ?? '').join(''),
  signatures: thoughtsIn(content).filter((thought) => thought.reasoningText?.signature).length,
  redacted: thoughtsIn(content).filter((thought) => thought.redactedContent).map((thought) => Buffer.from(thought.redactedContent).toString()),
  text: content.map((block) => block.text ?? '').join(''),
  calls: callsIn(content).map((call) => ({ name: call.name, arguments: call.input })),
  reason: stopReason,
  input: usage.inputTokens,
  cached: usage.cacheReadInputTokens,
  output: usage.outputTokens,
  measured: typeof metrics.latencyMs,
});

async function failure(attempt) {
  try {
    await attempt();
    return null;
  } catch (error) {
    return { name: error.name, status: error.$metadata?.httpStatusCode ?? 0, message: error.message, request: error.$metadata?.requestId ?? '' };
  }
}

const scenes = {
  stream: () => converse(streamed),
  create: () => converse(created),
  say: async () => summary(await created(question)),
  fail: () => failure(() => streamed(question)),
};

console.log(JSON.stringify(await scenes[scene]()));
