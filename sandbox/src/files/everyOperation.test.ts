import { contract } from '../testing/contract.ts'
import { filesContract } from './testing/filesContract.ts'

await contract(filesContract)
