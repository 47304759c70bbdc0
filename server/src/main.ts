/** The executable: hands the process over to the command line. */
import { runProgram } from './command-line/program';

const { env: environment, stdin, stdout, stderr } = process;

void runProgram({ environment, stdin, stdout, stderr }, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
