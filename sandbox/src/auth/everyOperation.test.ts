import { contract } from '../testing/contract.ts'
import { authContract } from './testing/authContract.ts'

await contract(authContract())
