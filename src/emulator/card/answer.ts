/** Reading a bot's answer to a card callback, and the code a user sees when it is of no use. */
import { byteLength, isObject, type JsonObject, parseObject, textOf } from '../json.ts';
import type { CallbackAnswer } from '../link/deliveries.ts';
import type { World } from '../world.ts';
import { CARD_BYTES, inspectCard } from './inspect.ts';

export interface Toast {
  readonly type: string;
  readonly content: string;
}

export interface Effect {
  /** 0, or the code the client shows: 200340, 200341, 200671, 200672, 200673, 200830, 108002. */
  readonly code: number;
  readonly reason?: string;
  readonly toast?: Toast;
  readonly card?: JsonObject;
  readonly mentionsEverybody?: boolean;
}

const TOASTS = ['info', 'success', 'warning', 'error'];
const PARTS = ['toast', 'card'];

const failed = (code: number, reason: string): Effect => ({ code, reason });

function readToast(value: unknown): Toast | undefined {
  if (!isObject(value)) return undefined;
  const type = textOf(value, 'type') ?? 'info';
  const content = textOf(value, 'content');
  return content !== undefined && TOASTS.includes(type) ? { type, content } : undefined;
}

function readCard(value: unknown, world: World): Effect {
  const card = isObject(value) && value['type'] === 'raw' ? value['data'] : undefined;
  if (!isObject(card)) return failed(200673, 'card must be {type:"raw",data:{…}}');
  if (card['schema'] !== '2.0') return failed(200830, 'a 2.0 card must be answered with a 2.0 card');
  if (byteLength(JSON.stringify(card)) > CARD_BYTES) return failed(200673, 'the card is larger than 30 KB');
  const { problems, mentionsEverybody } = inspectCard(card, world);
  const [problem] = problems;
  if (problem) return failed(200673, `${problem.path}: ${problem.message}`);
  return { code: 0, card, ...(mentionsEverybody ? { mentionsEverybody } : {}) };
}

function readResponse(response: JsonObject, world: World): Effect {
  const unknown = Object.keys(response).filter((key) => !PARTS.includes(key));
  if (unknown.length > 0) return failed(200672, `unknown part ${unknown.join(', ')}`);
  const toast = 'toast' in response ? readToast(response['toast']) : undefined;
  if ('toast' in response && !toast) return failed(200672, 'toast needs a type and a content');
  const card = 'card' in response ? readCard(response['card'], world) : { code: 0 };
  return card.code === 0 && toast ? { ...card, toast } : card;
}

export function readAnswer(answer: CallbackAnswer, world: World, missingDataCode: number): Effect {
  if (answer.kind !== 'answered') {
    return answer.kind === 'late'
      ? failed(200341, 'no answer within the window')
      : failed(200340, 'no client is connected');
  }
  if (answer.code !== 200) return failed(200671, `answered with code ${answer.code}`);
  if (answer.data === undefined) {
    return missingDataCode === 0 ? { code: 0 } : failed(missingDataCode, 'answered without data');
  }
  const response = parseObject(Buffer.from(answer.data, 'base64').toString());
  return response ? readResponse(response, world) : failed(200672, 'the answer is not a JSON object');
}
