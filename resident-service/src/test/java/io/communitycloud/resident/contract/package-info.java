/** What this service promises in writing. */
@NullMarked
package io.communitycloud.resident.contract;

import org.jspecify.annotations.NullMarked;
