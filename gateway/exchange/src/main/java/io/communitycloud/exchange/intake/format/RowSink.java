package io.communitycloud.exchange.intake.format;

/** Takes what a file is read into, in its order, so that no file need be in memory as rows. */
public interface RowSink {

    void row(ReadRow row);

    /** Takes what is to be told of the file as a whole. */
    void note(CellProblem note);
}
