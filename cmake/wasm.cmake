# The toolchain of preset `wasm`: Debian's clang-19, lld-19, wasi-libc and libc++ for wasm32. Only
# the rooms named here are built; their crypto comes from the host by imports (*_wasm.cc).
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
# GNU ar cannot read wasm objects to index them (S: it does not try), and lld needs no index.
set(CMAKE_AR ar)
set(CMAKE_CXX_ARCHIVE_CREATE "<CMAKE_AR> qcS <TARGET> <LINK_FLAGS> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_CXX_FLAGS_INIT "-stdlib=libc++ -fno-exceptions -fno-rtti -fvisibility=hidden")
set(CMAKE_CXX_FLAGS_RELEASE_INIT "-O2 -DNDEBUG -flto")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -flto" CACHE STRING "")

set(CONCLAVE_ROOMS base crypto mls e2ee)
