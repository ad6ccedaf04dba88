### Words of the door "reading".
