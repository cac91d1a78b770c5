import { defineBackground } from '#imports'
import { onToolbarClick } from '../../lib/browser/action.ts'
import { onAlarm } from '../../lib/browser/alarms.ts'
import { onStart } from '../../lib/browser/lifecycle.ts'
import { answerMessages } from '../../lib/browser/messages.ts'
import { FLUSH_ALARM } from '../../lib/browser/nudge.ts'
import { deleteRow, patchRow } from '../../lib/repos/write.ts'
import { work } from '../../lib/schema/work.ts'
import { exposeToConsole, flushNow, openBackgroundLibrary } from './library.ts'
import { savedInTab, saveTab } from './save-tab.ts'

export default defineBackground({
  type: 'module',
  main() {
    const opened = openBackgroundLibrary()
    exposeToConsole()
    onToolbarClick((tab) => void saveTab(tab, opened))
    onAlarm(FLUSH_ALARM, () => void opened.then(() => flushNow({ patient: true })))
    onStart(() => void opened.then(() => flushNow({ patient: true })))
    answerMessages({
      savedInTab: (asked) => savedInTab(asked, opened),
      updateWork: ({ id, patch }) => opened.then(() => patchRow(work, id, patch)).then(() => null),
      deleteWork: ({ id }) => opened.then(() => deleteRow(work, id)).then(() => null),
      flush: () => opened.then(() => flushNow()).then(() => null),
    })
  },
})
