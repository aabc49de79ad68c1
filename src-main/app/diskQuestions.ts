import type { Choice } from './dialogs';

/** Before a save, where the file holds what another program wrote. */
export const CHANGED_BEFORE_SAVING: Choice<'saveAs' | 'overwrite' | 'reload' | 'cancel'> = {
  question: 'menu.dialog.changedQuestion',
  detail: 'menu.dialog.changedDetail',
  buttons: { saveAs: 'menu.dialog.saveAs', overwrite: 'menu.dialog.overwrite', reload: 'menu.dialog.takeTheirs', cancel: 'menu.dialog.cancel' },
  cancel: 'cancel',
};

/** The same, noticed when the user comes back to the window. Later: the file is looked at again before it is saved. */
export const CHANGED_MEANWHILE: Choice<'reload' | 'keep' | 'saveAs' | 'later'> = {
  question: 'menu.dialog.meanwhileQuestion',
  detail: 'menu.dialog.meanwhileDetail',
  buttons: { reload: 'menu.dialog.takeTheirs', keep: 'menu.dialog.keepMine', saveAs: 'menu.dialog.saveAs', later: 'menu.dialog.later' },
  cancel: 'later',
};
