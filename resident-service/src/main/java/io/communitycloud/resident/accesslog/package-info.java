/** Who looked at personal data: a hash chain per committee, anchored daily, and what a resident sees of it. */
@NullMarked
package io.communitycloud.resident.accesslog;

import org.jspecify.annotations.NullMarked;
