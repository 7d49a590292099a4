package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.web.Refusal;

/** Why a list cannot be taken, or a person not be answered for, as asked. */
sealed interface KeyPersonRefusal extends Refusal {

    /** The key stands for a list that says something else. */
    record KeyOfAnotherList() implements KeyPersonRefusal {
        @Override
        public String code() {
            return "list-key-of-another-list";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/key";
        }
    }

    /** The same list is being taken in at this moment. */
    record BeingTaken() implements KeyPersonRefusal {
        @Override
        public String code() {
            return "list-being-taken";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** Somebody answered for her already. */
    record AnsweredAlready() implements KeyPersonRefusal {
        @Override
        public String code() {
            return "key-person-answered-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** She is with that area already. */
    record ThereAlready() implements KeyPersonRefusal {
        @Override
        public String code() {
            return "key-person-there-already";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String pointer() {
            return "/area";
        }
    }
}
