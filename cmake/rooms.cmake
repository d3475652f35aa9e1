# A room is src/NAME: every *.cc there but tests (*_test.cc, into NAME_test) and the wasm
# implementations (*_wasm.cc, built by apps/e2ee_wasm).

function(conclave_room name)
  cmake_parse_arguments(ROOM "" "" "LIBS" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/*_test.cc)
  list(FILTER sources EXCLUDE REGEX "_(test|wasm)\\.cc$")
  if(NOT sources)
    return()
  endif()
  add_library(${name} STATIC ${sources})
  foreach(room ${ROOM_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PUBLIC $<TARGET_NAME_IF_EXISTS:${room}>)
  endforeach()
  foreach(lib ${ROOM_LIBS})
    target_link_libraries(${name} PUBLIC ${lib})
  endforeach()
  if(CONCLAVE_TESTS AND tests)
    conclave_test(${name}_test ${name} ${tests})
  endif()
endfunction()

# conclave_test(NAME ROOM SOURCES...): one GoogleTest binary.
function(conclave_test name room)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE ${room} GTest::gmock GTest::gtest_main)
endfunction()

# The rooms that SOURCE's first line names: `// rooms: rtp base`.
function(conclave_rooms_of source result)
  file(STRINGS ${source} line LIMIT_COUNT 1)
  string(REGEX REPLACE "^// rooms: *" "" line "${line}")
  string(REPLACE " " ";" line "${line}")
  set(${result} ${line} PARENT_SCOPE)
endfunction()

function(conclave_subdirectory folder)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${folder}/CMakeLists.txt)
    add_subdirectory(${CMAKE_SOURCE_DIR}/${folder} ${CMAKE_BINARY_DIR}/${folder})
  endif()
endfunction()

# Debian's packages without a CMake file of their own.
add_library(ipsec_mb INTERFACE)
target_link_libraries(ipsec_mb INTERFACE IPSec_MB)
add_library(json INTERFACE)
target_link_libraries(json INTERFACE boost_json)
if(CONCLAVE_TESTS)
  find_package(GTest REQUIRED)
endif()
