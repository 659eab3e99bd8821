# The built-in scenarios, in the order in which they are listed.
set(INTERLEAVE_SCENARIOS
  "${CMAKE_CURRENT_LIST_DIR}/typing-and-music.json"
  "${CMAKE_CURRENT_LIST_DIR}/hundred-requests.json"
  "${CMAKE_CURRENT_LIST_DIR}/waiting-on-the-database.json"
  "${CMAKE_CURRENT_LIST_DIR}/cpu-heavy-batch.json")
