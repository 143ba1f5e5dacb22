import { contract } from '../testing/contract.ts'
import { walletContract } from './testing/walletContract.ts'

await contract(walletContract)
