import { quarter } from './oraclePlay.test.ts'

quarter()
