import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { REFERENCE, referencePages } from './reference/referencePages.ts'
import { ROOT } from './root.ts'

const pages = await referencePages()
rmSync(`${ROOT}${REFERENCE}`, { recursive: true, force: true })
mkdirSync(`${ROOT}${REFERENCE}`, { recursive: true })
for (const [file, text] of pages) writeFileSync(`${ROOT}${REFERENCE}/${file}`, text)
console.log(`${pages.size} pages in ${REFERENCE}`)
