/** What the home page does by itself: live requests, the faults editor, the buttons. What came in enters as text, never as HTML. */
export const script = `
const byId = (id) => document.getElementById(id)
const say = (text, good) => { const line = byId('said'); line.textContent = text; line.className = good ? 'good' : 'bad' }
const cell = (text, name) => Object.assign(document.createElement('span'), { textContent: text, className: name ?? '' })
const source = new EventSource('/_sandbox/requests')
source.onmessage = ({ data }) => {
  const { status, method, path, ms } = JSON.parse(data)
  const line = document.createElement('li')
  line.append(cell(status, status < 400 ? 'good' : 'bad'), cell(method), cell(path), cell(ms + ' ms', 'soft'))
  const list = byId('requests')
  list.prepend(line)
  while (list.children.length > 100) list.lastChild.remove()
  byId('none').hidden = true
}
const send = async (method, path, body) => {
  const response = await fetch(path, { method, ...(body && { body, headers: { 'content-type': 'application/json' } }) })
  const told = await response.json()
  if (!response.ok) throw new Error(told.errors[0].detail)
  return told
}
const attempt = async (work, done) => { try { await work(); say(done, true) } catch (error) { say(error.message, false) } }
const show = (rules) => { byId('rules').value = rules.length ? JSON.stringify(rules, null, 2) : '' }
const save = async () => show((await send('PUT', '/_sandbox/faults', byId('rules').value || '[]')).rules)
if (location.hash.startsWith('#block-')) byId(location.hash.slice(1))?.setAttribute('open', '')
byId('save').onclick = () => attempt(save, 'Faults laid out')
byId('clear').onclick = () => attempt(async () => show((await send('DELETE', '/_sandbox/faults')).rules), 'No faults')
if (byId('cut')) byId('cut').onclick = () => attempt(async () => { await send('DELETE', '/_sandbox/sockets'); location.reload() }, 'Cut')
byId('reset').onclick = () => {
  if (!confirm('Forget all data and plant the demo data anew?')) return
  attempt(async () => { await send('POST', '/_sandbox/reset'); location.reload() }, 'Reset')
}
`
