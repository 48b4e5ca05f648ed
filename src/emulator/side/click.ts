/** A person clicks on a card: find the element, call back, apply the answer to the message. */
import type { CardTokens } from '../api/card-update.ts';
import { actionOf } from '../card/action.ts';
import { type Effect, readAnswer, type Toast } from '../card/answer.ts';
import { clickableNames, findElement } from '../card/elements.ts';
import type { EventMaker } from '../events.ts';
import { type JsonObject, parseObject } from '../json.ts';
import type { Deliveries } from '../link/deliveries.ts';
import type { SettingsBox } from '../settings.ts';
import { addVersion, type Message, type Person, type World } from '../world.ts';
import type { Click } from './inputs.ts';
import { type MessageView, viewMessage } from './views.ts';

export interface ClickContext {
  readonly world: World;
  readonly events: EventMaker;
  readonly deliveries: Deliveries;
  readonly settings: SettingsBox;
  readonly cardTokens: CardTokens;
}

export interface Clicked {
  /** Of the callback, as the bot was told. */
  readonly eventId: string;
  /** 0, or the code that a client shows in its error toast. */
  readonly code: number;
  readonly reason?: string;
  readonly toast?: Toast;
  /** The answer brought a new card, and it is in the message now. */
  readonly updated: boolean;
  readonly message: MessageView;
}

function cardOf(message: Message, version: number | undefined): JsonObject {
  const chosen = version === undefined ? message.versions.at(-1) : message.versions[version];
  const card = chosen && parseObject(chosen.content);
  if (!card || message.type !== 'interactive') throw new Error(`${message.messageId} has no such card`);
  return card;
}

/** The action as the card defines it, with the parts that the caller wants otherwise. */
function actionFor(card: JsonObject, click: Click, empty: 'empty' | 'absent'): JsonObject {
  const placed = findElement(card, click.button);
  if (!placed)
    throw new Error(
      `no button "${click.button}" on this card; there are: ${clickableNames(card).join(', ')}`,
    );
  if (placed.element['disabled'] === true && !click.action) throw new Error(`"${click.button}" is disabled`);
  const { option, options, checked, inputValue } = click;
  const choice = {
    ...(option === undefined ? {} : { option }),
    ...(options === undefined ? {} : { options }),
    ...(checked === undefined ? {} : { checked }),
    ...(inputValue === undefined ? {} : { inputValue }),
  };
  const action = actionOf(placed, click.values ?? {}, choice, empty);
  if (!action && !click.action) throw new Error(`"${click.button}" does not call back`);
  const merged = Object.entries({ ...action, ...click.action }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}

function apply(world: World, message: Message, effect: Effect): boolean {
  if (effect.mentionsEverybody) message.mentionedEverybody = true;
  if (!effect.card || message.gone) return false;
  addVersion(world, message, { content: JSON.stringify(effect.card), at: world.now(), by: 'answered' });
  return true;
}

export async function clickAs(context: ClickContext, operator: Person, click: Click): Promise<Clicked> {
  const { world, events, deliveries, settings, cardTokens } = context;
  const message = world.messages.get(click.messageId);
  if (!message || message.gone) throw new Error(`no message ${click.messageId}`);
  const action = actionFor(cardOf(message, click.cardVersion), click, settings.get().emptyFields);
  const token = cardTokens.issue(message.messageId);
  const event = events.cardAction({ operator, token, action, message });
  const answer = await deliveries.callback(event);
  cardTokens.answered(token);
  const effect = readAnswer(answer, world, settings.get().missingDataCode);
  const updated = apply(world, message, effect);
  return {
    eventId: event.header.event_id,
    code: effect.code,
    ...(effect.reason ? { reason: effect.reason } : {}),
    ...(effect.toast ? { toast: effect.toast } : {}),
    updated,
    message: viewMessage(world, message),
  };
}
