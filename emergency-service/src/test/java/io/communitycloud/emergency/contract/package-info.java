/** What this service promises in writing. */
@NullMarked
package io.communitycloud.emergency.contract;

import org.jspecify.annotations.NullMarked;
