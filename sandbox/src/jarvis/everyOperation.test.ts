import { contract } from '../testing/contract.ts'
import { jarvisContract } from './testing/jarvisContract.ts'

await contract(jarvisContract)
