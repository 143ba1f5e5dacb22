/**
 * What the page of one operation does by itself: it reads the form as its fields say, signs in, sends, and shows what was asked and what
 * came back. What came in enters as text, never as HTML.
 */
export const tryScript = `
const byId = (id) => document.getElementById(id)
const form = byId('try'), state = byId('state'), who = byId('who')
const { method, path, root, streams } = form.dataset
const fields = [...form.querySelectorAll('[data-in]')]
let token = null

const told = async (response) => { const text = await response.text(); try { return JSON.parse(text) } catch { return text } }
const firstDetail = (body) => body?.errors?.[0]?.detail ?? String(body).slice(0, 200)
const bearer = async () => {
  if (!who.value) return null
  if (token) return token
  const session = { email: who.dataset.email, password: who.dataset.password }
  const headers = { 'app-id': 'demo', 'content-type': 'application/json' }
  const response = await fetch('/v1/auth/login', { method: 'POST', headers, body: JSON.stringify({ session }) })
  const body = await told(response)
  if (!response.ok) throw new Error('Nobody could be signed in: ' + firstDetail(body))
  return (token = body.data.attributes.access_token)
}

class Unreadable extends Error { constructor(field, message) { super(message); this.field = field } }
const parsed = (field, text) => { try { return JSON.parse(text) } catch (error) { throw new Unreadable(field, 'This is not JSON: ' + error.message) } }
const lines = (text) => text.split('\\n').map((line) => line.trim()).filter(Boolean)
const readers = {
  text: (field) => field.value === 'null' && field.dataset.in === 'body' ? null : field.value,
  number: (field) => Number(field.value),
  boolean: (field) => field.value === 'true',
  json: (field) => parsed(field, field.value),
  lines: (field) => lines(field.value),
  numbers: (field) => lines(field.value).map(Number),
  file: (field) => field.files[0],
  files: (field) => [...field.files],
  boxes: (field) => [...field.querySelectorAll(':checked')].map(({ value }) => value),
}
const isEmpty = (field) => field.dataset.read === 'boxes' ? !field.querySelector(':checked') : field.value === ''
const given = (place) => Object.fromEntries(fields.filter((field) => field.dataset.in === place && !isEmpty(field))
  .map((field) => [field.dataset.name, readers[field.dataset.read](field)]))

const append = (query, name, value) => {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) for (const key in value) append(query, name + '[' + key + ']', value[key])
  else query.append(name, String(value))
}
const formOf = (body) => {
  const parts = new FormData()
  for (const [name, value] of Object.entries(body)) {
    const key = root ? root + '[' + name + ']' : name
    if (value instanceof Blob) parts.append(key, value)
    else if (Array.isArray(value) && value[0] instanceof Blob) for (const file of value) parts.append(key + '[]', file)
    else parts.append(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return parts
}
const fill = (template, values) => template.replace(/:(\\w+)/g, (_, name) => encodeURIComponent(values[name] ?? ''))
const requestOf = () => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given('query'))) append(query, name, value)
  const url = fill(path, given('path')) + (query.size ? '?' + query : '')
  if (method === 'GET' || !fields.some((field) => field.dataset.in === 'body')) return { url }
  const body = given('body')
  const isForm = Object.values(body).flat().some((value) => value instanceof Blob)
  return { url, body, isForm, sent: isForm ? formOf(body) : JSON.stringify(root ? { [root]: body } : body) }
}

const shown = ({ url, body, isForm }, headers) => {
  const parts = body && isForm
    ? Object.entries(body).map(([name, value]) => name + ': ' + [value].flat().map((one) => one instanceof Blob ? one.name + ', ' + one.size + ' bytes' : String(one)).join('; ')).join('\\n')
    : body && JSON.stringify(root ? { [root]: body } : body, null, 2)
  const heads = Object.entries(headers).map(([name, value]) => name + ': ' + (name === 'authorization' ? 'Bearer …' : value))
  return [method + ' ' + url, ...heads, ...(parts ? ['', parts] : [])].join('\\n')
}

const element = (name, text, className) => Object.assign(document.createElement(name), { textContent: text ?? '', className: className ?? '' })
const clear = () => {
  byId('errors').replaceChildren()
  for (const field of fields) {
    field.removeAttribute('aria-invalid')
    byId(field.dataset.in + '-' + field.dataset.name + '-bad').hidden = true
  }
}
const mark = (field, message) => {
  const line = byId(field.dataset.in + '-' + field.dataset.name + '-bad')
  line.textContent = message
  line.hidden = false
  field.setAttribute('aria-invalid', 'true')
}
const focus = (field) => (field?.querySelector('input') ?? field)?.focus()
const meant = ({ pointer, parameter } = {}) => {
  const steps = (pointer ?? '').split('/').slice(1)
  const name = parameter ? parameter.replace(/\\[.*/, '') : steps[root && steps[0] === root ? 1 : 0]
  return fields.find((field) => field.dataset.name === name && (parameter ? field.dataset.in !== 'body' : field.dataset.in === 'body'))
}
const drawErrors = (errors) => {
  let first = null
  for (const { title, detail, code, source } of errors) {
    const card = element('div', '', 'error')
    card.append(element('strong', title ?? code ?? 'Error'), element('p', detail ?? ''), element('code', [code, source?.pointer ?? source?.parameter].filter(Boolean).join(' at ')))
    byId('errors').append(card)
    const field = meant(source)
    if (field) { mark(field, detail); first ??= field }
  }
  focus(first)
}
const say = (text, good) => { state.textContent = text; state.className = good ? 'good' : 'bad' }

const showStream = async (response) => {
  const answer = byId('answer')
  answer.textContent = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) answer.append(chunk.value)
}
const showAnswer = async (response) => {
  const type = response.headers.get('content-type') ?? ''
  if (/event-stream/.test(type)) return showStream(response)
  const name = /filename\\*=UTF-8''(.*)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const body = await told(response)
  byId('answer').textContent = response.status === 204 ? 'No content.'
    : (name ? decodeURIComponent(name) + '\\n\\n' : '') + (typeof body === 'string' ? body : JSON.stringify(body, null, 2))
  if (Array.isArray(body?.errors)) drawErrors(body.errors)
}
const send = async () => {
  clear()
  const request = requestOf()
  const authorization = await bearer()
  const headers = {
    accept: streams === 'true' ? 'text/event-stream, application/json' : 'application/json',
    'app-id': 'demo',
    ...(authorization && { authorization: 'Bearer ' + authorization }),
    ...(request.body && !request.isForm && { 'content-type': 'application/json' }),
  }
  byId('request').textContent = shown(request, headers)
  const started = performance.now()
  const response = await fetch(request.url, { method, headers, ...(request.sent && { body: request.sent }) })
  const after = Math.round(performance.now() - started)
  if (response.status === 401) token = null
  await showAnswer(response)
  say(response.status + ' ' + (response.statusText || '') + ' after ' + after + ' ms', response.ok)
}
form.onsubmit = async (event) => {
  event.preventDefault()
  say('Sending …', true)
  try { await send() } catch (error) {
    if (error instanceof Unreadable) { mark(error.field, error.message); focus(error.field) }
    say(error.message, false)
  }
}
who.onchange = () => { token = null }

const nameOf = ({ name, title, first_name, last_name, email, code }) => name ?? title ?? ([first_name, last_name].filter(Boolean).join(' ') || email || code || '')
for (const field of form.querySelectorAll('[data-list]')) field.onfocus = async () => {
  field.onfocus = null
  try {
    const authorization = 'Bearer ' + await bearer()
    const response = await fetch(fill(field.dataset.list, given('path')) + '?per_page=50', { headers: { 'app-id': 'demo', authorization } })
    const body = await told(response)
    if (!response.ok || !Array.isArray(body.data)) return
    field.list.replaceChildren(...body.data.map(({ id, attributes }) => Object.assign(element('option', nameOf(attributes)), { value: id })))
  } catch { /* proposals only: sending says what is wrong */ }
}
`
