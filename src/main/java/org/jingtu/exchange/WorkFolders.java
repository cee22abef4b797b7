package org.jingtu.exchange;

import org.springframework.stereotype.Component;

/** The folders of import jobs. */
@Component
class WorkFolders extends JobFolders {

  WorkFolders(WorkPlace place) {
    super(place, "imports");
  }
}
