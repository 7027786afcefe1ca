// A tool loop by the OpenAI Agents SDK: `node agents.mjs <responses|chat> <model>` prints what the run came to as JSON.
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SDK_FOLDER}/`);
const { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } = require('@openai/agents');
const { z } = require('zod');

const [scene, model] = process.argv.slice(2);
setTracingDisabled(true);
const degrees = { Zürich: '7 °C', Osaka: '19 °C' };

const agent = new Agent({
  name: 'Forecaster',
  instructions: 'Compare temperatures.',
  model,
  modelSettings: scene === 'responses' ? { store: false, reasoning: { effort: 'high' }, providerData: { include: ['reasoning.encrypted_content'] } } : {},
  tools: [
    tool({
      name: 'weather',
      description: 'Tells the temperature in a city.',
      parameters: z.object({ city: z.string() }),
      execute: ({ city }) => degrees[city],
    }),
  ],
});

const modelProvider = new OpenAIProvider({ baseURL: process.env.GATEWAY_BASE_URL, apiKey: process.env.GATEWAY_KEY, useResponses: scene === 'responses' });
const runner = new Runner({ modelProvider, tracingDisabled: true });

const result = await runner.run(agent, 'Where is it warmer, Zürich or Osaka?', { stream: true });
let text = '';
for await (const event of result) {
  if (event.type === 'raw_model_stream_event' && event.data.type === 'output_text_delta') {
    text += event.data.delta;
  }
}

await result.completed;
const calls = result.newItems.filter((item) => item.type === 'tool_call_item').map((item) => JSON.parse(item.rawItem.arguments).city);
console.log(JSON.stringify({ text: result.finalOutput, streamedText: text, calls }));
