import { defineBackground } from '#imports'
import { onToolbarClick } from '../../lib/browser/action.ts'
import { onAlarm } from '../../lib/browser/alarms.ts'
import { onStart } from '../../lib/browser/lifecycle.ts'
import { answerMessages } from '../../lib/browser/messages.ts'
import { updateWork } from '../../lib/repos/works.ts'
import { FLUSH_ALARM, flushNow, openBackgroundLibrary } from './library.ts'
import { savedInTab, saveTab } from './save-tab.ts'

export default defineBackground({
  type: 'module',
  main() {
    const opened = openBackgroundLibrary()
    onToolbarClick((tab) => void saveTab(tab, opened))
    onAlarm(FLUSH_ALARM, () => void opened.then(flushNow))
    onStart(() => void opened.then(flushNow))
    answerMessages({
      savedInTab: (asked) => savedInTab(asked, opened),
      updateWork: ({ id, patch }) => opened.then(() => updateWork(id, patch)).then(() => null),
      flush: () => opened.then(flushNow).then(() => null),
    })
  },
})
