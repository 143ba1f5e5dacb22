import { contract } from '../testing/contract.ts'
import { universityContract } from './testing/universityContract.ts'

await contract(universityContract)
