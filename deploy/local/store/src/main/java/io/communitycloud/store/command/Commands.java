package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.Expiry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers commands; whatever a command changed is durable when its answer is there. */
public final class Commands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Commands MongoDB has and this store does not. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "aborttransaction",
            "addshard",
            "authenticate",
            "bulkwrite",
            "clonecollectionascapped",
            "committransaction",
            "compact",
            "converttocapped",
            "createrole",
            "createuser",
            "currentop",
            "datasize",
            "dbhash",
            "dropuser",
            "enablesharding",
            "eval",
            "filemd5",
            "geosearch",
            "getnonce",
            "grantrolestouser",
            "killop",
            "logout",
            "mapreduce",
            "parallelcollectionscan",
            "profile",
            "refreshsessions",
            "reindex",
            "replsetgetconfig",
            "replsetinitiate",
            "saslcontinue",
            "saslstart",
            "setfeaturecompatibilityversion",
            "setparameter",
            "shardcollection",
            "shutdown",
            "startsession",
            "top",
            "updateuser",
            "usersinfo");

    private final Engine engine;
    private final Cursors cursors;
    private final Reading reading;
    private final Writing writing;
    private final Defining defining;
    private final Administration administration;
    private final ScheduledExecutorService housekeeping;

    public Commands(Engine engine) {
        this.engine = engine;
        this.cursors = new Cursors(engine.settings().clock(), engine.settings().cursorTimeout());
        this.reading = new Reading(engine, cursors);
        this.writing = new Writing(engine);
        this.defining = new Defining(engine, cursors);
        this.administration = new Administration(engine, cursors);
        this.housekeeping = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("store-housekeeping").unstarted(task));
        Expiry expiry = new Expiry(engine);
        repeat(expiry::run, engine.settings().expiryInterval().toMillis());
        repeat(
                cursors::closeIdle,
                Math.max(50, engine.settings().cursorTimeout().toMillis() / 10));
    }

    private void repeat(Runnable task, long millis) {
        var ignored = housekeeping.scheduleWithFixedDelay(() -> quietly(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("housekeeping failed, trying again", e);
        }
    }

    /** Answers a command, with an error if it fails. */
    public Document answer(String database, Document body) {
        try {
            Request request = new Request(database, body);
            Document result = run(request);
            engine.storage().awaitDurable();
            result.put("ok", 1.0);
            return result;
        } catch (MongoServerError e) {
            settle();
            return error(e.getCode(), e.getCodeName(), e.getMessageWithoutErrorCode());
        } catch (MongoServerException e) {
            settle();
            return error(8, "UnknownError", e.getMessageWithoutErrorCode());
        } catch (MVStoreException e) {
            LOG.warn("storage error in {}", body.keySet(), e);
            return error(175, "QueryPlanKilled", "the collection changed under the command: " + e.getMessage());
        } catch (ClassCastException | NumberFormatException e) {
            settle();
            LOG.debug("malformed command {}", body.keySet(), e);
            return error(Refusal.TYPE_MISMATCH, "TypeMismatch", "a field has the wrong type: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("internal error in {}", body.keySet(), e);
            return error(1, "InternalError", "internal error: " + e);
        }
    }

    /** Also of a command that failed, what it changed before is kept. */
    private void settle() {
        try {
            engine.storage().awaitDurable();
        } catch (MongoServerError e) {
            LOG.warn("changes of a failed command are not durable yet: {}", e.getMessage());
        }
    }

    public static Document error(int code, String codeName, String message) {
        Document result = new Document("ok", 0.0);
        result.put("errmsg", message);
        result.put("code", code);
        result.put("codeName", codeName);
        return result;
    }

    private Document run(Request request) {
        return switch (request.name().toLowerCase(Locale.ROOT)) {
            case "find" -> reading.find(request);
            case "getmore" -> cursors.more(request);
            case "killcursors" -> cursors.kill(request);
            case "count" -> reading.count(request);
            case "distinct" -> reading.distinct(request);
            case "aggregate" -> reading.aggregate(request);
            case "explain" -> reading.explain(request);
            case "insert" -> writing.insert(request);
            case "update" -> writing.update(request);
            case "delete" -> writing.delete(request);
            case "findandmodify" -> writing.findAndModify(request);
            case "create" -> defining.create(request);
            case "drop" -> defining.drop(request);
            case "dropdatabase" -> defining.dropDatabase(request);
            case "createindexes" -> defining.createIndexes(request);
            case "dropindexes", "deleteindexes" -> defining.dropIndexes(request);
            case "listindexes" -> defining.listIndexes(request);
            case "listcollections" -> defining.listCollections(request);
            case "listdatabases" -> defining.listDatabases(request);
            case "renamecollection" -> defining.rename(request);
            case "collmod" -> defining.modify(request);
            case "hello", "ismaster" -> administration.hello(request);
            case "ping", "endsessions", "killsessions", "getlasterror" -> new Document();
            case "buildinfo" -> administration.buildInfo();
            case "serverstatus" -> administration.serverStatus();
            case "hostinfo" -> administration.hostInfo();
            case "getcmdlineopts" -> administration.commandLine();
            case "getparameter" -> administration.parameter(request);
            case "getlog" -> administration.log();
            case "connectionstatus" -> administration.connectionStatus();
            case "whatsmyuri" -> new Document("you", "127.0.0.1:0");
            case "collstats" -> administration.collectionStats(request);
            case "dbstats" -> administration.databaseStats(request);
            case "validate" -> administration.validate(request);
            case "fsync" -> administration.fsync(request);
            case "replsetgetstatus" ->
                throw new MongoServerError(76, "NoReplicationEnabled", "not running with --replSet");
            default ->
                throw UNSUPPORTED.contains(request.name().toLowerCase(Locale.ROOT))
                        ? new MongoServerError(
                                115,
                                "CommandNotSupported",
                                "command " + request.name() + " is not supported by the embedded store")
                        : new MongoServerError(59, "CommandNotFound", "no such command: '" + request.name() + "'");
        };
    }

    @Override
    public void close() {
        housekeeping.shutdown();
        try {
            boolean ignored = housekeeping.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cursors.closeAll();
    }
}
