/** @module The paragraphs of a report, for a conversation that knows facts and no templates. */
import type { Flow } from '../flow/definition.ts';
import type { Paragraph } from '../report/own-words.ts';
import { type Kind, renderDraft, renderWhole } from './draft.ts';
import { previewOf } from './preview.ts';

/**
 * A kind whose flow can tell its paragraphs. The text is the draft's; the facts under a paragraph are all that it would
 * say, so that a fact left out for the length of another paragraph is not taken for one that has changed.
 */
export function withParagraphs(kind: Kind): Kind {
  const paragraphs: Flow['paragraphs'] = (report, at) => {
    const draft = renderDraft(kind, report, report.facts, at);
    if (draft.left.length === 0) return draft.paragraphs;
    const said = new Map(
      renderWhole(kind, report, report.facts, at).paragraphs.map((one) => [one.name, one]),
    );
    return draft.paragraphs.map((one) => withFacts(one, said.get(one.name)));
  };
  const preview: Flow['preview'] = (report, at) => previewOf(kind, report, at);
  return { ...kind, flow: { ...kind.flow, paragraphs, preview } };
}

function withFacts(shown: Paragraph, whole: Paragraph | undefined): Paragraph {
  if (whole?.generated === undefined) return shown;
  const { facts, over } = whole.generated;
  return { ...shown, generated: { ...(shown.generated ?? whole.generated), facts, over } };
}
