import { html, raw } from 'hono/html'
import type { Database } from '../database/openDatabase.ts'
import type { FaultRule } from '../faults/faultRules.ts'
import { faultWords } from '../faults/readFault.ts'
import type { SocketSummary } from '../realtime/cable.ts'
import { dataTables } from '../seed/plantSeeds.ts'
import { demoPassword, demoUsers } from '../seed/seedUsers.ts'
import type { Block } from '../server/block.ts'
import { catalogue } from './catalogue.ts'
import type { Html } from './layout.ts'
import { script } from './script.ts'

export interface HomePageParts {
  readonly database: Database
  readonly blocks: readonly Block[]
  readonly faults: readonly FaultRule[]
  readonly sockets: readonly SocketSummary[]
  readonly origin: string
  readonly nonce: string
}

/**
 * The home page: what is served, what is stored, what comes in, and what is made to go wrong.
 *
 * @example
 * layout('Home', homePage(parts), nonce)
 */
export function homePage({ database, blocks, faults, sockets, origin, nonce }: HomePageParts): Html {
  return html`
<section aria-labelledby="use"><h2 id="use">Use it</h2>
<p>Base URL <code>${origin}/v1</code>, a block's own host <code>${origin}/hosts/&lt;block&gt;</code>.
Send any <code>app-id</code>; each has data of its own.
In <code>demo</code>, sign in as <code>${demoUsers.ada.email}</code> or <code>${demoUsers.grace.email}</code> (with MFA),
password <code>${demoPassword}</code>.</p>
<div class="row"><button id="reset" type="button">Reset all data</button></div></section>
<div class="grid">
<section aria-labelledby="live"><h2 id="live">Requests</h2>
<div class="log mono" role="log" aria-labelledby="live" tabindex="0">
<p id="none" class="soft">None yet; they appear here as they come.</p><ol id="requests"></ol></div></section>
<section aria-labelledby="bad"><h2 id="bad">Faults</h2>
<p class="soft" id="words">Rules for requests to come. Words: ${faultWords.join(', ')}.</p>
<textarea id="rules" aria-labelledby="bad" aria-describedby="words" spellcheck="false"
placeholder='[{ "match": "POST /v1/auth/login", "times": 1, "fault": "delay=500; status=503" }]'>${
    faults.length === 0 ? '' : JSON.stringify(faults, null, 2)
  }</textarea>
<div class="row"><button id="save" type="button">Lay out</button><button id="clear" type="button">Clear</button>
<span id="said" role="status"></span></div></section>
</div>
<section aria-labelledby="sockets"><h2 id="sockets">Sockets</h2>${socketTable(sockets)}</section>
<section aria-labelledby="blocks"><h2 id="blocks">Blocks</h2>
<p class="soft">Every operation has a page on which it can be tried.</p>${blocks.map(blockDetails)}</section>
<section aria-labelledby="rows"><h2 id="rows">Records</h2><div class="scroll"><table>
<thead><tr><th scope="col">Table</th><th scope="col">Rows</th></tr></thead>
<tbody>${counts(database).map(([name, rows]) => html`<tr><td><code>${name}</code></td><td class="number">${rows}</td></tr>`)}</tbody>
</table></div></section>
<script nonce="${nonce}">${raw(script)}</script>`
}

function blockDetails(block: Block): Html {
  const entries = catalogue(block)
  const served = entries.filter((entry) => entry.served).length
  return html`<details id="block-${block.name}"><summary><strong>${block.name}</strong>
<span class="soft">${served} of ${entries.length} operations served</span></summary>
<div class="scroll"><table class="stack">
<thead><tr><th scope="col">Operation</th><th scope="col">Route</th><th scope="col">What it does</th></tr></thead>
<tbody>
${entries.map(
  (
    entry,
  ) => html`<tr><td><a href="/_sandbox/try/${block.name}/${entry.skill}"><code>${entry.skill}</code></a>${entry.served ? '' : html` <span class="soft">not served</span>`}</td>
<td><code>${entry.method} ${entry.path}</code></td><td>${entry.about}</td></tr>`,
)}</tbody></table></div></details>`
}

function socketTable(sockets: readonly SocketSummary[]): Html {
  if (sockets.length === 0) return html`<p class="soft">None was open when this page was loaded.</p>`
  return html`<p class="soft">Those that were open when this page was loaded, and what they listened to.</p><div class="scroll"><table>
<thead><tr><th scope="col">User</th><th scope="col">App id</th><th scope="col">Since</th><th scope="col">Subscriptions</th></tr></thead>
<tbody>${sockets.map(
    ({ email, tenant, opened_at, subscriptions }) => html`<tr><td>${email}</td><td><code>${tenant}</code></td>
<td>${new Date(opened_at).toISOString()}</td><td>${subscriptions.map((one) => html`<div><code>${one}</code></div>`)}</td></tr>`,
  )}</tbody></table></div>
<div class="row"><button id="cut" type="button">Cut them all</button></div>`
}

function counts(database: Database): [name: string, rows: number][] {
  return dataTables(database).map((name) => [
    name,
    database.get<{ rows: number }>(`select count(*) as rows from "${name.replaceAll('"', '""')}"`)?.rows ?? 0,
  ])
}
