package io.communitycloud.exchange.intake;

import java.io.IOException;
import java.util.List;

/** Where a system leaves its files. Closing it ends whatever is under way. */
interface RemoteFiles extends AutoCloseable {

    /**
     * A file there.
     *
     * @param stamp changes with the file: its size and time
     */
    record Found(String name, long size, String stamp) {}

    /** What lies there, markers and lists of checksums as well. */
    List<Found> list() throws IOException;

    /** A file whole; one of more bytes is refused. */
    byte[] read(String name, int mostBytes) throws IOException;

    @Override
    void close() throws IOException;
}
