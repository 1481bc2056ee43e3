import sys

from standfirst.cli.main import main

sys.exit(main())
