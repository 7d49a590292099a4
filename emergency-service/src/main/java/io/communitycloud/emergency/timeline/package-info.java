/** What happened about an incident, told by every service, each thing once. */
@NullMarked
package io.communitycloud.emergency.timeline;

import org.jspecify.annotations.NullMarked;
