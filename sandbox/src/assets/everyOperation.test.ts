import { contract } from '../testing/contract.ts'
import { assetsContract } from './testing/assetsContract.ts'

await contract(assetsContract)
