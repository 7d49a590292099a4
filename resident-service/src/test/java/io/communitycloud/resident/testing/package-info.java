/** What the tests of the resident service speak in: callers, answers, and people who never lived. */
@NullMarked
package io.communitycloud.resident.testing;

import org.jspecify.annotations.NullMarked;
