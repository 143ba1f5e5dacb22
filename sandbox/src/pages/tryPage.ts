import { isResource, operationsOf, pathNames } from '@blockstate/core/describe'
import type { Operation } from '@blockstate/core/describe'
import { html, raw } from 'hono/html'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import type { Block } from '../server/block.ts'
import { codeLines } from './codeLines.ts'
import type { Html } from './layout.ts'
import { tryFields } from './tryFields.ts'
import type { Control, TryField } from './tryFields.ts'
import { tryScript } from './tryScript.ts'

/** Which operation is tried, and the page's own mark. */
export interface TryPageParts {
  readonly block: Block
  readonly skill: string
  readonly operation: Operation
  readonly nonce: string
}

/**
 * The page on which one operation is tried: a form built from its declaration, the request it makes, the answer that comes.
 *
 * @example
 * layout('create_contact', tryPage({ block: crmBlock, skill: 'create_contact', operation: createContact, nonce }), nonce)
 */
export function tryPage({ block, skill, operation, nonce }: TryPageParts): Html {
  const { method, path, declared } = operation
  const root = declared.root ?? (isResource(declared.body) ? declared.body.root : '')
  const fields = tryFields(operation)
  const groups = [
    { title: 'Address', fields: fields.filter(({ place }) => place === 'path') },
    { title: 'Query', fields: fields.filter(({ place }) => place === 'query') },
    { title: root === '' ? 'Body' : `Body, inside ${root}`, fields: fields.filter(({ place }) => place === 'body') },
  ].filter((group) => group.fields.length > 0)
  return html`
<nav aria-label="Place" class="soft"><a href="/_sandbox#block-${block.name}">${block.name}</a> / ${skill}</nav>
<section aria-labelledby="what"><h2 id="what"><code>${skill}</code></h2>
<p>${declared.about}.</p><p class="mono"><strong>${method}</strong> /v1/${path}</p>
<form id="try" novalidate data-method="${method}" data-path="/v1/${path}" data-root="${root}" data-form="${String(isForm(fields))}"
data-streams="${String(declared.streams !== undefined)}">
<div class="fields"><p class="field"><label for="who">Signed in as</label>
<select id="who" data-email="${demoUsers.ada.email}" data-password="${demoPassword}">
<option value="ada">${demoUsers.ada.email}</option><option value=""${declared.auth === 'none' ? ' selected' : ''}>nobody</option></select>
<span class="hint">in the tenant demo</span></p></div>
${groups.map((group) => fieldset(group.title, group.fields, operation, block))}
<div class="row"><button type="submit" class="main">Send</button><span id="state" role="status"></span></div></form></section>
<div class="grid">
<section aria-labelledby="asked"><h2 id="asked">Request</h2><pre id="request" class="mono" tabindex="0" aria-labelledby="asked">Not sent yet.</pre></section>
<section aria-labelledby="told"><h2 id="told">Answer</h2><div id="errors"></div>
<pre id="answer" class="mono" tabindex="0" aria-labelledby="told">None yet.</pre></section></div>
<section aria-labelledby="code"><h2 id="code">In an app</h2>
${codeLines(block.name, skill, operation).map(([where, code]) => html`<h3>${where}</h3><pre class="mono">${code}</pre>`)}</section>
<section aria-labelledby="more"><h2 id="more">Other operations of ${block.name}</h2><ul class="links">
${operationsOf(block.operations).map(([name]) => (name === skill ? '' : html`<li><a href="/_sandbox/try/${block.name}/${name}"><code>${name}</code></a></li>`))}</ul></section>
<script nonce="${nonce}">${raw(tryScript)}</script>`
}

function isForm(fields: readonly TryField[]): boolean {
  return fields.some(({ control }) => control.read === 'file' || control.read === 'files')
}

function fieldset(title: string, fields: readonly TryField[], operation: Operation, block: Block): Html {
  return html`<fieldset><legend>${title}</legend><div class="fields">${fields.map((field) => row(field, operation, block))}</div></fieldset>`
}

function row(field: TryField, operation: Operation, block: Block): Html {
  const { name, place, required, hint, control } = field
  const id = `${place}-${name}`
  const mark = required ? html` <span class="bad">required</span>` : ''
  const told = html`<span class="hint" id="${id}-hint">${hint}</span><span class="bad" id="${id}-bad" hidden></span>`
  // Several boxes are one field: their legend is its label.
  if (control.kind === 'boxes')
    return html`<fieldset class="field boxes" data-name="${name}" data-in="${place}" data-read="boxes" aria-describedby="${id}-hint ${id}-bad">
<legend>${name}${mark}</legend>${control.choices.map(
      (choice) => html`<label><input type="checkbox" value="${choice}"> ${choice}</label>`,
    )}${told}</fieldset>`
  const says = html` id="${id}" data-name="${name}" data-in="${place}" data-read="${control.read}" aria-describedby="${id}-hint ${id}-bad"${
    required ? raw(' aria-required="true"') : ''
  }`
  return html`<p class="field"><label for="${id}">${name}${mark}</label>${controlHtml(control, says, field, operation, block)}${told}</p>`
}

function controlHtml(
  control: Exclude<Control, { kind: 'boxes' }>,
  says: Html,
  { name, place }: TryField,
  operation: Operation,
  block: Block,
): Html {
  if (control.kind === 'area') return html`<textarea${says} rows="3" spellcheck="false"></textarea>`
  if (control.kind === 'fixed') return html`<input${says} type="text" readonly value="${control.value}">`
  if (control.kind === 'select')
    return html`<select${says}><option value="">not sent</option>${control.choices.map(
      (choice) => html`<option value="${choice}">${choice}</option>`,
    )}</select>`
  const many = control.read === 'files' ? raw(' multiple') : ''
  const step = control.type === 'number' ? raw(' step="any"') : ''
  if (place !== 'path') return html`<input${says} type="${control.type}"${many}${step} autocomplete="off">`
  const before = operation.path.slice(0, operation.path.indexOf(`/:${name}`))
  const value = before.endsWith('/users') ? demoUsers.ada.unique_id : ''
  const list = listedAt(block, before)
  return html`<input${says} type="text" value="${value}" autocomplete="off" spellcheck="false"${
    list ? html` list="path-${name}-ids" data-list="/v1/${before}"` : ''
  }>${list ? html`<datalist id="path-${name}-ids"></datalist>` : ''}`
}

/** Does the block list at this path, so that ids can be proposed? */
function listedAt(block: Block, path: string): boolean {
  const template = (one: string): string => one.replace(/:\w+/g, ':')
  return operationsOf(block.operations).some(
    ([, { method, path: listed, declared }]) =>
      method === 'GET' && Array.isArray(declared.returns) && template(listed) === template(path) && pathNames(listed).length < 2,
  )
}
