import { contract } from '../testing/contract.ts'
import { formsContract } from './testing/formsContract.ts'

await contract(formsContract)
