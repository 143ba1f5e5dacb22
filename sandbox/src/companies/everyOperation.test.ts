import { contract } from '../testing/contract.ts'
import { companiesContract } from './testing/companiesContract.ts'

await contract(companiesContract)
