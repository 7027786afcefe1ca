// A tool loop by the Vercel AI SDK: `node vercel.mjs <responses|chat> <model>` prints its steps as JSON.
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { streamText, tool, stepCountIs } = require('ai');
const { createOpenAI } = require('@ai-sdk/openai');
const { z } = require('zod');

const [scene, model] = process.argv.slice(2);
const openai = createOpenAI({ baseURL: process.env.GATEWAY_BASE_URL, apiKey: process.env.GATEWAY_KEY });
const degrees = { Zürich: '7 °C', Osaka: '19 °C' };

const request = {
  model: openai[scene](model),
  maxRetries: 0,
  stopWhen: stepCountIs(5),
  prompt: 'Where is it warmer, Zürich or Osaka?',
  tools: {
    weather: tool({
      description: 'Tells the temperature in a city.',
      inputSchema: z.object({ city: z.string() }),
      execute: ({ city }) => degrees[city],
    }),
  },
  providerOptions: { openai: scene === 'responses' ? { store: false, forceReasoning: true, reasoningEffort: 'high' } : {} },
};

const result = streamText(request);
let streamedText = '';
for await (const part of result.fullStream) {
  if (part.type === 'error') {
    throw part.error;
  }

  streamedText += part.type === 'text-delta' ? part.text : '';
}

const calls = (await result.steps).flatMap((step) => step.toolCalls).map((call) => call.input.city);
console.log(JSON.stringify({ text: await result.text, streamedText, calls, finish: await result.finishReason }));
