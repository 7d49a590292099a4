package io.communitycloud.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.communitycloud.store.StoreServer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything the embedded store does not do is refused, with a code and a message that names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoDatabase database = client.getDatabase("refusals");

    @BeforeAll
    void fill() {
        MongoCollection<Document> collection = database.getCollection("c");
        collection.insertOne(Rows.json("{_id: 1, a: [1, 2], d: 1}"));
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {find: 'c', collation: {locale: 'zh'}} | 238 | collation
            {find: 'c', let: {x: 1}} | 238 | let
            {find: 'c', min: {_id: 1}} | 238 | min
            {find: 'c', max: {_id: 1}} | 238 | max
            {find: 'c', returnKey: true} | 238 | returnKey
            {find: 'c', showRecordId: true} | 238 | showRecordId
            {find: 'c', tailable: true} | 238 | tailable
            {find: 'c', awaitData: true} | 238 | awaitData
            {find: 'c', oplogReplay: true} | 238 | oplogReplay
            {find: 'c', unknown: 1} | 40415 | unknown
            {find: 'c', readConcern: {level: 'snapshot'}} | 238 | snapshot
            {find: 'c', readConcern: {level: 'linearizable'}} | 238 | linearizable
            {find: 'c', filter: {$where: 'true'}} | 238 | $where
            {find: 'c', filter: {$text: {$search: 'x'}}} | 238 | $text
            {find: 'c', filter: {$jsonSchema: {}}} | 238 | $jsonSchema
            {find: 'c', filter: {a: {$geoWithin: {}}}} | 238 | $geoWithin
            {find: 'c', filter: {a: {$geoIntersects: {}}}} | 238 | $geoIntersects
            {find: 'c', filter: {a: {$near: [0, 0]}}} | 238 | $near
            {find: 'c', filter: {a: {$nearSphere: [0, 0]}}} | 238 | $nearSphere
            {find: 'c', filter: {a: {$bitsAllSet: 1}}} | 238 | $bitsAllSet
            {find: 'c', filter: {a: {$bitsAllClear: 1}}} | 238 | $bitsAllClear
            {find: 'c', filter: {a: {$bitsAnySet: 1}}} | 238 | $bitsAnySet
            {find: 'c', filter: {a: {$bitsAnyClear: 1}}} | 238 | $bitsAnyClear
            {find: 'c', filter: {a: {$noSuch: 1}}} | 2 | $noSuch
            {find: 'c', filter: {$noSuch: 1}} | 2 | $noSuch
            {find: 'c', filter: {$expr: {$function: {}}}} | 168 | $function
            {find: 'c', sort: {a: {$meta: 'textScore'}}} | 238 | $meta
            {find: 'c', projection: {'a.$': 1}} | 238 | positional
            {find: 'c', projection: {s: {$meta: 'textScore'}}} | 238 | $meta
            {find: 'c', projection: {s: '$a'}} | 238 | computed
            {find: 'c', projection: {s: {$concat: ['x']}}} | 238 | $concat
            {find: 'c', hint: 'nothing'} | 2 | hint
            {count: 'c', collation: {locale: 'zh'}} | 238 | collation
            {distinct: 'c', key: 'a', collation: {locale: 'zh'}} | 238 | collation
            {aggregate: 'c', pipeline: [], cursor: {}, collation: {locale: 'zh'}} | 238 | collation
            {aggregate: 'c', pipeline: [], cursor: {}, let: {x: 1}} | 238 | let
            {aggregate: 'c', pipeline: []} | 9 | cursor
            {aggregate: 1, pipeline: [], cursor: {}} | 238 | whole database
            {aggregate: 'c', pipeline: [{$changeStream: {}}], cursor: {}} | 238 | $changeStream
            {aggregate: 'c', pipeline: [{$unionWith: 'd'}], cursor: {}} | 238 | $unionWith
            {aggregate: 'c', pipeline: [{$setWindowFields: {}}], cursor: {}} | 238 | $setWindowFields
            {aggregate: 'c', pipeline: [{$densify: {}}], cursor: {}} | 238 | $densify
            {aggregate: 'c', pipeline: [{$fill: {}}], cursor: {}} | 238 | $fill
            {aggregate: 'c', pipeline: [{$documents: []}], cursor: {}} | 238 | $documents
            {aggregate: 'c', pipeline: [{$bucketAuto: {}}], cursor: {}} | 238 | $bucketAuto
            {aggregate: 'c', pipeline: [{$geoNear: {}}], cursor: {}} | 238 | $geoNear
            {aggregate: 'c', pipeline: [{$collStats: {}}], cursor: {}} | 238 | $collStats
            {aggregate: 'c', pipeline: [{$indexStats: {}}], cursor: {}} | 238 | $indexStats
            {aggregate: 'c', pipeline: [{$search: {}}], cursor: {}} | 238 | $search
            {aggregate: 'c', pipeline: [{$noSuch: {}}], cursor: {}} | 40324 | $noSuch
            {aggregate: 'c', pipeline: [{$lookup: {from: 'c', pipeline: [], as: 'x'}}], cursor: {}} | 238 | $lookup
            {aggregate: 'c', pipeline: [{$facet: {x: [{$unionWith: 'd'}]}}], cursor: {}} | 238 | $unionWith
            {aggregate: 'c', pipeline: [{$merge: {into: 'd', whenMatched: []}}], cursor: {}} | 238 | $merge
            {aggregate: 'c', pipeline: [{$project: {x: {$switch: {}}}}], cursor: {}} | 31325 | $switch
            {aggregate: 'c', pipeline: [{$project: {x: {$dateTrunc: {}}}}], cursor: {}} | 31325 | $dateTrunc
            {aggregate: 'c', pipeline: [{$addFields: {x: {$regexMatch: {}}}}], cursor: {}} | 168 | $regexMatch
            {aggregate: 'c', pipeline: [{$group: {_id: 1, x: {$stdDevPop: '$a'}}}], cursor: {}} | 15952 | $stdDevPop
            {aggregate: 'c', pipeline: [{$group: {_id: 1, x: {$top: {}}}}], cursor: {}} | 15952 | $top
            {insert: 'c', documents: [{a: 1}], writeConcern: {w: 2}} | 2 | replicated
            {insert: 'c', documents: [{a: 1}], writeConcern: {w: 'three'}} | 79 | three
            {insert: 'c', documents: []} | 16 | batch
            {insert: 'c', documents: [{a: 1}], txnNumber: {$numberLong: '1'}} | 20 | Transaction
            {insert: 'c', documents: [{a: 1}], startTransaction: true} | 20 | Transaction
            {update: 'c', updates: [{q: {}, u: [{$set: {a: 1}}]}]} | 238 | pipeline
            {update: 'c', updates: [{q: {}, u: {$bit: {a: {and: 1}}}}]} | 238 | $bit
            {update: 'c', updates: [{q: {}, u: {$noSuch: {a: 1}}}]} | 9 | $noSuch
            {update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, collation: {locale: 'zh'}}]} | 238 | collation
            {update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, sort: {a: 1}}]} | 238 | sort
            {update: 'c', updates: [{q: {}, u: {$set: {a: 1}}, noSuch: 1}]} | 40415 | noSuch
            {update: 'c', updates: [{q: {$where: '1'}, u: {$set: {a: 1}}}]} | 238 | $where
            {update: 'c', updates: [{q: {}, u: {$pull: {a: {$bitsAllSet: 1}}}}]} | 238 | $bitsAllSet
            {update: 'c', updates: [{q: {}, u: {$set: {a: 1}}}], let: {x: 1}} | 238 | let
            {delete: 'c', deletes: [{q: {}, limit: 0, collation: {locale: 'zh'}}]} | 238 | collation
            {delete: 'c', deletes: [{q: {$text: {}}, limit: 0}]} | 238 | $text
            {findAndModify: 'c', query: {}, update: {$set: {d: 2}}, collation: {locale: 'zh'}} | 238 | collation
            {findAndModify: 'c', query: {}, update: [{$set: {d: 2}}]} | 238 | pipeline
            {findAndModify: 'c', query: {}} | 9 | update
            {create: 'd', capped: true, size: 1000} | 238 | capped
            {create: 'd', validator: {a: 1}} | 238 | validator
            {create: 'd', collation: {locale: 'zh'}} | 238 | collation
            {create: 'd', viewOn: 'c', pipeline: []} | 238 | viewOn
            {create: 'd', timeseries: {timeField: 't'}} | 238 | timeseries
            {create: 'd', clusteredIndex: {key: {_id: 1}}} | 238 | clusteredIndex
            {create: 'd', changeStreamPreAndPostImages: {enabled: true}} | 238 | changeStreamPreAndPostImages
            {collMod: 'c', validator: {a: 1}} | 238 | validator
            {createIndexes: 'c', indexes: [{key: {a: 'text'}, name: 'x'}]} | 67 | text
            {createIndexes: 'c', indexes: [{key: {a: 'hashed'}, name: 'x'}]} | 67 | hashed
            {createIndexes: 'c', indexes: [{key: {a: '2dsphere'}, name: 'x'}]} | 67 | 2dsphere
            {createIndexes: 'c', indexes: [{key: {a: '2d'}, name: 'x'}]} | 67 | 2d
            {createIndexes: 'c', indexes: [{key: {'$**': 1}, name: 'x'}]} | 67 | wildcard
            {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', partialFilterExpression: {a: 1}}]} | 67 | partialFilterExpression
            {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', collation: {locale: 'zh'}}]} | 67 | collation
            {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', hidden: true}]} | 67 | hidden
            {createIndexes: 'c', indexes: [{key: {a: 1}, name: 'x', noSuch: 1}]} | 197 | noSuch
            {mapReduce: 'c'} | 115 | mapReduce
            {bulkWrite: 1} | 115 | bulkWrite
            {saslStart: 1} | 115 | saslStart
            {startSession: 1} | 115 | startSession
            {commitTransaction: 1} | 115 | commitTransaction
            {abortTransaction: 1} | 115 | abortTransaction
            {currentOp: 1} | 115 | currentOp
            {compact: 'c'} | 115 | compact
            {reIndex: 'c'} | 115 | reIndex
            {createUser: 'u'} | 115 | createUser
            {shutdown: 1} | 115 | shutdown
            {replSetGetStatus: 1} | 76 | replSet
            {noSuchCommand: 1} | 59 | noSuchCommand
            """)
    void refuses(String command, int code, String named) {
        Document before = database.getCollection("c").find().first();
        Document answer = answer(Rows.json(command));
        Document error = answer.containsKey("writeErrors")
                ? answer.getList("writeErrors", Document.class).getFirst()
                : answer;
        assertThat(error.getInteger("code")).as(answer.toJson()).isEqualTo(code);
        assertThat(error.getString("errmsg")).contains(named);
        assertThat(database.getCollection("c").find().first()).isEqualTo(before);
        assertThat(database.getCollection("c").countDocuments()).isOne();
    }

    private Document answer(Document command) {
        try {
            return database.runCommand(command);
        } catch (MongoCommandException e) {
            return Document.parse(e.getResponse().toJson());
        }
    }
}
