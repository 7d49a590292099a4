package io.communitycloud.launcher;

import java.io.PrintStream;

/** What the command says: answers on standard output, progress and complaints beside it. */
record Console(PrintStream answers, PrintStream progress) {

    static Console standard() {
        return new Console(System.out, System.err);
    }

    void answer(String line) {
        answers.println(line);
        answers.flush();
    }

    void tell(String line) {
        progress.println(line);
        progress.flush();
    }
}
