/** @module What a person can click, one sample or more of each. */
import type { Op } from '../../src/flow/inbound.ts';

/** Every button there is: one that is added does not compile here until it is tried as well. */
const OPS: { readonly [name in Op['op']]: readonly (Op & { readonly op: name })[] } = {
  ...{ continue: [{ op: 'continue' }], progress: [{ op: 'progress' }], help: [{ op: 'help' }] },
  ...{ draft: [{ op: 'draft' }], final: [{ op: 'final' }], prepare: [{ op: 'prepare' }] },
  ...{ whoami: [{ op: 'whoami' }], export: [{ op: 'export' }], annex: [{ op: 'annex' }] },
  ...{ reports: [{ op: 'reports' }], keep: [{ op: 'keep' }], ledger: [{ op: 'ledger' }] },
  submit: [{ op: 'submit', card: 'highlights', facts: ['firstHighlight'] }],
  none: [{ op: 'none', card: 'meetings', facts: ['committeeMeetings'] }],
  later: [{ op: 'later', card: 'meetings', facts: ['committeeMeetings'] }],
  skip: [{ op: 'skip', card: 'meetings', facts: ['committeeMeetings'] }],
  confirm: [{ op: 'confirm', card: 'conduct', seal: 'x' }],
  open: [{ op: 'open', card: 'meetings' }],
  choose: [{ op: 'choose', fact: 'committeeMeetings', take: 'form' }],
  back: [{ op: 'back', card: 'highlights', facts: ['firstHighlight'] }],
  begin: [
    { op: 'begin', kind: 'project-branch' },
    { op: 'begin', kind: 'project-branch', another: true },
    { op: 'begin', kind: 'nosuch' },
  ],
  switch: [{ op: 'switch', report: 'zhang' }],
  outline: [{ op: 'outline' }, { op: 'outline', section: 'meetings' }],
  preview: [{ op: 'preview', part: 0 }],
  length: [{ op: 'length', length: '详' }],
  sources: [{ op: 'sources', page: 0 }],
  restart: [
    { op: 'restart', sure: false },
    { op: 'restart', sure: true },
  ],
  erase: [
    { op: 'erase', sure: false },
    { op: 'erase', sure: true },
  ],
  resend: [{ op: 'resend', number: 1 }],
  reminders: [{ op: 'reminders', set: 'off' }],
  snooze: [{ op: 'snooze', days: 3 }],
  returned: [{ op: 'returned', does: 'all', at: 0 }],
  import: [
    { op: 'import', does: 'all', at: 0 },
    { op: 'import', does: 'blank', at: 0 },
  ],
  own: [
    { op: 'own', name: 'highlights', does: 'edit' },
    { op: 'own', name: 'highlights', does: 'save' },
    { op: 'own', name: 'highlights', does: 'restore' },
  ],
  finding: [{ op: 'finding', finding: 'x' }],
  mend: [{ op: 'mend', finding: 'x' }],
  wave: [{ op: 'wave', finding: 'x' }],
  row: [{ op: 'row', fact: 'awards', row: 0, does: 'delete' }],
  recalled: [{ op: 'recalled', message: 'e2', counts: false }],
};
export const everyOp = Object.values(OPS).flat() as readonly Op[];
