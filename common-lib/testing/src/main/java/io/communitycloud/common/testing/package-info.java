/** What the tests of every service share: architecture rules, token issuer, API conventions. */
@NullMarked
package io.communitycloud.common.testing;

import org.jspecify.annotations.NullMarked;
