package io.communitycloud.launcher.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** How a part is doing, asked from outside. */
public final class Health {

    private static final int MILLIS_TO_CONNECT = 500;
    private static final int MILLIS_TO_ANSWER = 2000;
    private static final int OK = 200;

    private final Copy copy;

    public Health(Copy copy) {
        this.copy = copy;
    }

    /** What a part can be. */
    public enum State {
        UP,
        STARTING,
        DOWN
    }

    public State of(Part part) {
        Optional<ProcessHandle> process = new PartProcess(copy, part.name()).handle();
        if (process.isEmpty()) {
            return State.DOWN;
        }
        return answers(part) ? State.UP : State.STARTING;
    }

    /** Whether somebody listens on the part's port, the part itself or a stranger. */
    public boolean portTaken(Part part) {
        return listens(copy.port(part));
    }

    private boolean answers(Part part) {
        return switch (part.kind()) {
            case PLAIN -> listens(copy.port(part));
            case BOOT -> ready(copy.managementPort(part));
        };
    }

    /** Whether anything on this machine accepts connections there. */
    public static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS_TO_CONNECT);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ready(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(MILLIS_TO_CONNECT);
            connection.setReadTimeout(MILLIS_TO_ANSWER);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
