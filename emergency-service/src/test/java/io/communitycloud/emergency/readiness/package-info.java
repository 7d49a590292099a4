/** What plans lack, after the events of other services. */
@NullMarked
package io.communitycloud.emergency.readiness;

import org.jspecify.annotations.NullMarked;
