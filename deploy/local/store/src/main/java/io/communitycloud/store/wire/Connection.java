package io.communitycloud.store.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.BsonWriter;
import io.communitycloud.store.command.Commands;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: reads a message, has it answered, writes the answer. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final int HEADER = 16;
    private static final int MAX_MESSAGE = 48_000_000;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 2;

    private final Socket socket;
    private final Commands commands;
    private final BsonWriter writer = new BsonWriter(4096);
    private int sequence;

    Connection(Socket socket, Commands commands) {
        this.socket = socket;
        this.commands = commands;
    }

    void serve() {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            OutputStream out = socket.getOutputStream();
            byte[] header = new byte[HEADER];
            while (in.readNBytes(header, 0, HEADER) == HEADER) {
                BsonReader reader = new BsonReader(header, 0, HEADER);
                int length = reader.int32();
                int requestId = reader.int32();
                reader.int32();
                int operation = reader.int32();
                if (length < HEADER || length > MAX_MESSAGE) {
                    throw new IOException("message of " + length + " bytes");
                }
                byte[] body = in.readNBytes(length - HEADER);
                if (body.length < length - HEADER) {
                    throw new EOFException("message cut short");
                }
                if (answer(requestId, operation, body)) {
                    out.write(writer.buffer(), 0, writer.size());
                    out.flush();
                }
                writer.clear();
            }
        } catch (SocketException e) {
            LOG.debug("connection ended: {}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("connection dropped: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("connection dropped", e);
        }
    }

    /** Ends the connection when the command it is at has been answered. */
    void stop() {
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            LOG.debug("already closed: {}", e.getMessage());
        }
    }

    private boolean answer(int requestId, int operation, byte[] body) throws IOException {
        return switch (operation) {
            case OP_MSG -> answerMessage(requestId, body);
            case OP_QUERY -> {
                answerQuery(requestId, body);
                yield true;
            }
            default -> throw new IOException("unsupported operation " + operation);
        };
    }

    private boolean answerMessage(int requestId, byte[] body) {
        BsonReader reader = new BsonReader(body, 0, body.length);
        int flags = reader.int32();
        Document result;
        try {
            int unknown = flags & 0xFFFF & ~(CHECKSUM_PRESENT | MORE_TO_COME);
            if (unknown != 0) {
                throw new MongoServerError(
                        34429, "Location34429", "Message contains unknown flags 0x" + Integer.toHexString(unknown));
            }
            int limit = (flags & CHECKSUM_PRESENT) == 0 ? body.length : body.length - 4;
            Document command = message(new BsonReader(body, 4, limit));
            Object database = command.remove("$db");
            if (!(database instanceof String name)) {
                throw new MongoServerError(40571, "Location40571", "OP_MSG requests require a $db argument");
            }
            result = commands.answer(name, command);
        } catch (MongoServerError e) {
            result = Commands.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
        }
        if ((flags & MORE_TO_COME) != 0) {
            return false;
        }
        begin(requestId, OP_MSG);
        writer.int32(0);
        writer.int8(0);
        encode(result);
        writer.int32At(0, writer.size());
        return true;
    }

    private static Document message(BsonReader reader) {
        Document body = null;
        Document sequences = new Document();
        while (reader.hasRemaining()) {
            int kind = reader.int8();
            if (kind == 0) {
                body = reader.document();
            } else if (kind == 1) {
                int end = reader.position() + reader.int32();
                String name = reader.cstring();
                List<Document> documents = new ArrayList<>();
                while (reader.position() < end) {
                    documents.add(reader.document());
                }
                sequences.put(name, documents);
            } else {
                throw new MongoServerError(40432, "Location40432", "Unknown section kind " + kind);
            }
        }
        if (body == null) {
            throw new MongoServerError(40587, "Location40587", "OP_MSG messages must have a body");
        }
        body.putAll(sequences);
        return body;
    }

    /** Drivers still open a conversation with the old form of a query. */
    private void answerQuery(int requestId, byte[] body) {
        Document result;
        try {
            BsonReader reader = new BsonReader(body, 0, body.length);
            reader.int32();
            String namespace = reader.cstring();
            reader.int32();
            reader.int32();
            Document command = reader.document();
            if (command.get("$query") instanceof Document wrapped) {
                command = wrapped;
            }
            if (!namespace.endsWith(".$cmd")) {
                throw new MongoServerError(352, "UnsupportedOpQueryCommand", "OP_QUERY is supported for commands only");
            }
            result = commands.answer(namespace.substring(0, namespace.length() - 5), command);
        } catch (MongoServerError e) {
            result = Commands.error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
        }
        begin(requestId, OP_REPLY);
        writer.int32(8);
        writer.int64(0);
        writer.int32(0);
        writer.int32(1);
        encode(result);
        writer.int32At(0, writer.size());
    }

    private void begin(int requestId, int operation) {
        writer.int32(0);
        writer.int32(++sequence);
        writer.int32(requestId);
        writer.int32(operation);
    }

    private void encode(Document result) {
        int start = writer.size();
        try {
            writer.document(result);
        } catch (RuntimeException e) {
            LOG.error("an answer cannot be encoded", e);
            writer.truncate(start);
            writer.document(Commands.error(1, "InternalError", "the answer cannot be encoded: " + e.getMessage()));
        }
    }
}
